/// A Model Context Protocol server and its client, on the official Java SDK.
@NullMarked
package dev.ostiary.examples.mcp;

import org.jspecify.annotations.NullMarked;

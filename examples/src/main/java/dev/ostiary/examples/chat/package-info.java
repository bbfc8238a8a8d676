/// A language model's chat endpoint and its client, the official OpenAI Java SDK.
@NullMarked
package dev.ostiary.examples.chat;

import org.jspecify.annotations.NullMarked;

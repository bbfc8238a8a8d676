/// Agents, environments and deployments.
@NullMarked
package dev.ostiary.core.agent;

import org.jspecify.annotations.NullMarked;

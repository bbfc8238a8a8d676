/// How many requests came over time, what became of them and how long answers took, by route and by key.
@NullMarked
package dev.ostiary.core.traffic;

import org.jspecify.annotations.NullMarked;

/// What `benchmarks/run` measures with: each class with a `main` is a process of its own.
@NullMarked
package dev.ostiary.benchmarks;

import org.jspecify.annotations.NullMarked;

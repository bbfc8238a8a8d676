/// The walls of the program as rules, and the proof that each of them stops what it should.
@NullMarked
package dev.ostiary.app.architecture;

import org.jspecify.annotations.NullMarked;

/// Credits: what calls cost by plan, who has how many, and where they went.
@NullMarked
package dev.ostiary.core.credit;

import org.jspecify.annotations.NullMarked;

package dev.ostiary.app.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;

/// What an access points at. Made for `accessTargetWhere`, which sees calls, constructions, field reads and method
/// references alike; `callMethod` would miss `Instant::now`.
final class Targets {
    private Targets() {}

    /// A method or field of exactly this class, by one of these names.
    static DescribedPredicate<JavaAccess<?>> method(Class<?> owner, String... names) {
        List<String> wanted = List.of(names);
        return DescribedPredicate.describe(
                owner.getSimpleName() + " " + wanted,
                access -> access.getTargetOwner().isEquivalentTo(owner) && wanted.contains(access.getName()));
    }

    /// Anything at all of this class or of one that extends it.
    static DescribedPredicate<JavaAccess<?>> anyOf(Class<?> owner) {
        return DescribedPredicate.describe(
                "any " + owner.getSimpleName(),
                access -> access.getTargetOwner().isAssignableTo(owner));
    }

    /// Construction of exactly this class without arguments.
    static DescribedPredicate<JavaAccess<?>> bareConstructor(Class<?> owner) {
        return DescribedPredicate.describe(
                "new " + owner.getSimpleName() + "()",
                access -> access.getTargetOwner().isEquivalentTo(owner)
                        && access.getTarget().getFullName().equals(owner.getName() + ".<init>()"));
    }

    /// `now` of anything in `java.time`, unless it is given a clock.
    static DescribedPredicate<JavaAccess<?>> timeWithoutClock() {
        return DescribedPredicate.describe(
                "java.time now() without a Clock",
                access -> access.getTargetOwner().getPackageName().startsWith("java.time")
                        && access.getName().equals("now")
                        && !access.getTarget().getFullName().endsWith("(java.time.Clock)"));
    }
}

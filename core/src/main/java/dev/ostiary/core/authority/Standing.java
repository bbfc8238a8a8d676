package dev.ostiary.core.authority;

/// Tells what an actor may do now.
public interface Standing {
    /// What the proof gives at this moment.
    ///
    /// @throws dev.ostiary.core.problem.RefusedException `session.ended`; `credential.invalid`
    Grants of(Proof proof);
}

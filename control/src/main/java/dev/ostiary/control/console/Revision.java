package dev.ostiary.control.console;

import dev.ostiary.control.rest.DeploymentBody;
import java.util.List;

/// A revision of an agent in an environment, as pages say it.
///
/// @param body the same as the API says it
/// @param changes what differs from the revision before, in words
public record Revision(DeploymentBody body, List<SettingChange> changes) {}

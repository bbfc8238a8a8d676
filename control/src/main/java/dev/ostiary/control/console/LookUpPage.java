package dev.ostiary.control.console;

import dev.ostiary.control.openapi.Needs;
import dev.ostiary.core.authority.Permission;
import org.springframework.web.bind.annotation.GetMapping;

/// Where one finds out whose key something is that leaked, and why a request was refused.
@ConsolePage
final class LookUpPage {
    @GetMapping("/org/{org}/look-up")
    @Needs(Permission.KEYS_READ)
    String lookUp() {
        return "console/look-up";
    }
}

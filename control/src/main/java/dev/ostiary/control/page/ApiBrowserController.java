package dev.ostiary.control.page;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The page to browse the API with.
@Controller
final class ApiBrowserController {
    @GetMapping("/api/v1/docs")
    String browse() {
        return "docs";
    }
}

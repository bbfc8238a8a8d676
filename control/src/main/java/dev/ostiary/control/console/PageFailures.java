package dev.ostiary.control.console;

import dev.ostiary.control.problem.Problem;
import dev.ostiary.control.problem.ProblemWriter;
import dev.ostiary.control.request.PageRequests;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/// Answers for pages that cannot be shown: with a page that says why, unless a script asked, which is told as any other
/// caller of the API.
public final class PageFailures implements HandlerExceptionResolver {
    private final ProblemWriter problems;

    PageFailures(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!PageRequests.isForPage(request)) {
            return null;
        }
        Problem problem = problems.tell(failure, request);
        response.setStatus(problem.status());
        return new ModelAndView("console/failure", Map.of("problem", problem));
    }
}

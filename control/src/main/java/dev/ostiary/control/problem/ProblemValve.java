package dev.ostiary.control.problem;

import dev.ostiary.control.request.ProtectiveHeaders;
import dev.ostiary.control.request.RequestIds;
import dev.ostiary.core.problem.ProblemCode;
import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// Answers for what the server refuses by itself, such as a request line that is none: a problem like any other, in the
/// place of the server's own page.
public final class ProblemValve extends ErrorReportValve {
    private final ProblemWriter problems;
    private final RequestIds requestIds;

    public ProblemValve(ProblemWriter problems, RequestIds requestIds) {
        this.problems = problems;
        this.requestIds = requestIds;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ProblemCode code = Refusals.ofStatus(response.getStatus());
        String requestId = requestIds.of(request);
        response.setStatus(code.status());
        ProtectiveHeaders.forData().forEach(response::setHeader);
        response.setHeader(RequestIds.HEADER, requestId);
        try {
            response.setContentType(ProblemWriter.MEDIA_TYPE);
            response.setCharacterEncoding("utf-8");
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(problems.text(code, requestId));
                response.finishResponse();
            }
        } catch (IOException gone) {
            // The client went away: nobody is left to hear of it.
        }
    }
}

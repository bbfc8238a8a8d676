package dev.ostiary.control.rest;

import dev.ostiary.core.precondition.Precondition;
import dev.ostiary.core.precondition.Version;
import dev.ostiary.core.problem.RefusedException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Reads `If-Match` (RFC 9110, section 13.1.1) into a [Precondition].
public final class PreconditionArgument implements HandlerMethodArgumentResolver {
    private static final String TAG = "(W/)?\"([!#-~\\x80-\\xff]*)\"";
    private static final Pattern ONE = Pattern.compile(TAG);
    private static final Pattern LIST = Pattern.compile("[ \\t]*" + TAG + "(?:[ \\t]*,[ \\t]*" + TAG + ")*[ \\t]*");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Precondition.class;
    }

    @Override
    public Precondition resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String[] given = request.getHeaderValues(HttpHeaders.IF_MATCH);
        return given == null ? Precondition.NONE : read(Arrays.stream(given).collect(Collectors.joining(",")));
    }

    /// `*` asks that there is such a thing, which every operation asks. A weak tag is never the same as another.
    private static Precondition read(String tags) {
        if (tags.strip().equals("*")) {
            return Precondition.NONE;
        }
        if (!LIST.matcher(tags).matches()) {
            throw RefusedException.field(
                    HttpHeaders.IF_MATCH, "give the ETag that was answered, in its quotation marks, or *");
        }
        return new Precondition(Optional.of(ONE.matcher(tags)
                .results()
                .filter(tag -> tag.group(1) == null)
                .map(PreconditionArgument::version)
                .collect(Collectors.toSet())));
    }

    private static Version version(MatchResult tag) {
        return new Version(tag.group(2));
    }
}

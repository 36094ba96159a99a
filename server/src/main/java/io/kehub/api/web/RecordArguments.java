package io.kehub.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves {@code @RequestBody} and {@code @ModelAttribute} records through {@link RequestReader}. Spring's own resolvers
 * stop at the first error of a body, choose by its content type, and ignore unknown query parameters.
 */
final class RecordArguments implements HandlerMethodArgumentResolver {

    private final RequestReader reader;

    RecordArguments(RequestReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().isRecord()
                && (isBody(parameter) || parameter.hasParameterAnnotation(ModelAttribute.class));
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        var servletRequest = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        return isBody(parameter)
                ? reader.body(servletRequest, parameter.getParameterType())
                : reader.query(servletRequest, parameter.getParameterType());
    }

    private static boolean isBody(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestBody.class);
    }
}

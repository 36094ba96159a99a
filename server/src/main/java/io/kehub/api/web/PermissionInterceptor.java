package io.kehub.api.web;

import io.kehub.erp.access.Caller;
import io.kehub.erp.access.Permission;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Enforces {@link RequiresPermission} before a request is read. */
final class PermissionInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            check((Caller) Objects.requireNonNull(request.getAttribute(AuthenticationFilter.CALLER)), method);
        }
        return true;
    }

    private static void check(Caller caller, HandlerMethod method) {
        var declared = method.getMethodAnnotation(RequiresPermission.class);
        if (declared == null) {
            throw new IllegalStateException(method.getShortLogMessage() + " declares no permission");
        }
        if (!Stream.of(declared.value()).allMatch(caller.role()::may)) {
            throw new ProblemException(
                    Stream.of(declared.value()).anyMatch(permission -> permission == Permission.ADMINISTER)
                            ? new Problem.Forbidden("administrators_only", "只有管理员可以使用此接口")
                            : new Problem.Forbidden("forbidden", "当前用户的角色无权使用此接口，请联系管理员"));
        }
    }
}

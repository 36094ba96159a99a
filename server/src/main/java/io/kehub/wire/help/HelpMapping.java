package io.kehub.wire.help;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/** Finds the help pages before the front door does, which has the folder that the real ERP keeps them in. */
final class HelpMapping extends AbstractHandlerMapping {

    private final HelpHandler handler;

    HelpMapping(HelpHandler handler) {
        this.handler = handler;
        setOrder(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
        return HelpHandler.answers(request.getRequestURI()) ? handler : null;
    }
}

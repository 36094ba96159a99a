package io.kehub.wire.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/** Routes all paths of the ERP to the dispatcher, ignoring case. */
final class ErpDispatcherMapping extends AbstractHandlerMapping {

    private static final List<String> FOLDERS = List.of("/webapi/", "/sysa/", "/sysn/");

    private final ErpDispatcher door;

    ErpDispatcherMapping(ErpDispatcher door) {
        this.door = door;
        setOrder(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
        var path = RequestReader.path(request).toLowerCase(Locale.ROOT) + "/";
        return FOLDERS.stream().anyMatch(path::startsWith) ? door : null;
    }
}

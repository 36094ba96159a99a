package io.kehub.console;

import io.kehub.erp.access.Authenticator;
import io.kehub.erp.access.Departments;
import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.Users;
import io.kehub.hub.contact.ContactImport;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

    /** Letters of an upload beyond the file itself: part headers and boundaries. */
    private static final long UPLOAD_FRAME = 64 * 1024;

    @Bean
    FilterRegistrationBean<ConsoleGate> consoleGate(Authenticator authenticator) {
        var registration = new FilterRegistrationBean<>(new ConsoleGate(authenticator));
        registration.addUrlPatterns("/api/*");
        return registration;
    }

    @Bean
    WebMvcConfigurer permissions() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new PermissionInterceptor()).addPathPatterns("/api/**");
            }
        };
    }

    @Bean
    ContactScopes contactScopes(Departments departments, Users users) {
        return new ContactScopes(departments, users);
    }

    /**
     * First among the resolvers, but for {@code /api} alone. Not an advice, because an advice is asked only about
     * controllers, and a wrong address or method never reaches one.
     */
    @Bean
    HandlerExceptionResolver consoleRefusals() {
        return new ConsoleRefusals();
    }

    @Bean
    OwnPassword ownPassword(Users users, Sessions sessions) {
        return new OwnPassword(users, sessions);
    }

    @Bean
    ShownTime shownTime(ZoneId zone) {
        return new ShownTime(zone);
    }

    @Bean
    MultipartConfigElement multipartConfig() {
        return new MultipartConfigElement(
                "", ContactImport.MOST_BYTES, ContactImport.MOST_BYTES + UPLOAD_FRAME, 64 * 1024);
    }

    /** Lazy, so that nobody's upload is read before the gate has let it in and an address has asked for it. */
    @Bean
    StandardServletMultipartResolver multipartResolver() {
        var resolver = new StandardServletMultipartResolver();
        resolver.setResolveLazily(true);
        return resolver;
    }

    private static final class ConsoleRefusals implements HandlerExceptionResolver, Ordered {

        private static final Logger LOG = LoggerFactory.getLogger(ConsoleRefusals.class);

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE + 10;
        }

        @Override
        public @Nullable ModelAndView resolveException(
                HttpServletRequest request,
                HttpServletResponse response,
                @Nullable Object handler,
                Exception exception) {
            if (!request.getServletPath().startsWith("/api/")) {
                return null;
            }
            try {
                Refusals.answer(request, response, exception);
            } catch (IOException callerIsGone) {
                LOG.debug("Nobody waits for the answer", callerIsGone);
            }
            return new ModelAndView();
        }
    }
}

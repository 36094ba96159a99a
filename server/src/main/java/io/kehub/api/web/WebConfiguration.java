package io.kehub.api.web;

import io.kehub.erp.access.Authenticator;
import io.kehub.kernel.ContactId;
import io.kehub.kernel.UserId;
import jakarta.validation.Validator;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    @Bean
    FilterRegistrationBean<AuthenticationFilter> authenticationFilter(
            Authenticator authenticator, ApiExceptionHandler errors) {
        var registration = new FilterRegistrationBean<>(new AuthenticationFilter(authenticator, errors));
        registration.addUrlPatterns("/api/*");
        return registration;
    }

    @Bean
    ApiExceptionHandler apiExceptionHandler() {
        return new ApiExceptionHandler();
    }

    @Bean
    ResponseJson responseJson(ZoneId zone) {
        return new ResponseJson(zone);
    }

    /** Needs no session: it holds nothing of a firm. */
    @Bean
    SimpleUrlHandlerMapping openApiDocumentMapping(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> controllers) {
        HttpRequestHandler handler = (request, response) -> {
            var origin = ServletUriComponentsBuilder.fromContextPath(request)
                    .replacePath("")
                    .build()
                    .toUriString();
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            response.getOutputStream()
                    .write(new OpenApiDocument(controllers.getObject().getHandlerMethods()).write(origin));
        };
        return new SimpleUrlHandlerMapping(Map.of("/openapi-rest.json", handler), Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    WebMvcConfigurer apiConfigurer() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new PermissionInterceptor()).addPathPatterns("/api/**");
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(String.class, RecordId.class, id -> new RecordId(PathId.parse(id)));
                registry.addConverter(String.class, ContactId.class, id -> new ContactId(PathId.parse(id)));
                registry.addConverter(String.class, UserId.class, id -> new UserId(PathId.parse(id)));
            }
        };
    }

    /** The record resolver before Spring's own, which otherwise takes every {@code @RequestBody}. */
    @Bean
    WebMvcRegistrations apiArguments(Validator validator) {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new RequestMappingHandlerAdapter() {
                    @Override
                    public void afterPropertiesSet() {
                        super.afterPropertiesSet();
                        var resolvers = new ArrayList<HandlerMethodArgumentResolver>();
                        resolvers.add(new RecordArguments(new RequestReader(validator)));
                        resolvers.addAll(Objects.requireNonNullElse(getArgumentResolvers(), List.of()));
                        setArgumentResolvers(resolvers);
                    }
                };
            }
        };
    }

    /** An id in a path: plain digits only. */
    private static final class PathId {
        private static final Pattern DIGITS = Pattern.compile("0*[1-9][0-9]{0,18}");

        static long parse(String id) {
            if (!DIGITS.matcher(id).matches()) {
                throw new IllegalArgumentException("no id");
            }
            return Long.parseLong(id);
        }
    }
}

package io.kehub.api.hub;

import io.kehub.erp.access.Departments;
import io.kehub.erp.access.Users;
import io.kehub.hub.contact.ContactImport;
import jakarta.servlet.MultipartConfigElement;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;

@Configuration(proxyBeanMethods = false)
class HubApiConfiguration {

    /** Bytes of an upload beyond the file itself: part headers and boundaries. */
    private static final long MULTIPART_OVERHEAD = 64 * 1024;

    @Bean
    ContactScopes contactScopes(Departments departments, Users users) {
        return new ContactScopes(departments, users);
    }

    @Bean
    MultipartConfigElement multipartConfig() {
        return new MultipartConfigElement(
                "", ContactImport.MAX_BYTES, ContactImport.MAX_BYTES + MULTIPART_OVERHEAD, 64 * 1024);
    }

    /** Lazy, so that an upload is read only after authentication and only by an address that wants one. */
    @Bean
    StandardServletMultipartResolver multipartResolver() {
        var resolver = new StandardServletMultipartResolver();
        resolver.setResolveLazily(true);
        return resolver;
    }
}

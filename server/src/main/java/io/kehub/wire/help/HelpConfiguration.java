package io.kehub.wire.help;

import io.kehub.erp.access.Authenticator;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.type.DecodingContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HelpConfiguration {

    @Bean
    HelpMapping helpMapping(Catalog catalog, DecodingContext decoding, Authenticator authenticator) {
        var pages = new HelpPages(catalog, decoding, new Examples());
        return new HelpMapping(new HelpHandler(pages, new OpenApi(catalog, decoding), authenticator));
    }
}

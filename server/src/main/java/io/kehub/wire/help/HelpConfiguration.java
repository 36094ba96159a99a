package io.kehub.wire.help;

import io.kehub.erp.access.Authenticator;
import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.SignIn;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.type.DecodingContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HelpConfiguration {

    @Bean
    HelpMapping helpMapping(
            Catalog catalog, DecodingContext decoding, Authenticator authenticator, SignIn signIn, Sessions sessions) {
        var examples = new Examples();
        var docs = new OperationDocs(decoding, examples);
        return new HelpMapping(new HelpHandler(
                new HelpPages(catalog, docs),
                new HelpMarkdown(catalog, docs),
                new OpenApi(catalog, examples),
                authenticator,
                signIn,
                sessions));
    }
}

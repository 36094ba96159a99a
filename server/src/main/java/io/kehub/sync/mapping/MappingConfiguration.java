package io.kehub.sync.mapping;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

@Configuration(proxyBeanMethods = false)
class MappingConfiguration {

    /** The profile of the quick reference. */
    static MappingProfile quick() {
        return ProfileFile.read(new ClassPathResource("mapping/quick.yaml"));
    }

    @Bean
    MappingProfiles mappingProfiles() {
        return new MappingProfiles(List.of(quick()), "quick");
    }
}

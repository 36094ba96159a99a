package io.kehub;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {

    @Test
    void arrowsBetweenModulesNeverTurnBack() {
        var m = ApplicationModules.of(KeHub.class);
        System.out.println(m);
        m.verify();
    }
}

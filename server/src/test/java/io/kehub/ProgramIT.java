package io.kehub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the program behaves as a program: its output, its exit status, its signals. */
class ProgramIT {

    private Path folder = Path.of("target");

    @BeforeEach
    void anEmptyFolder() throws Exception {
        folder = Files.createTempDirectory(Path.of("target"), "program-");
    }

    @Test
    void aRandomPasswordOfTheFirstAdministratorIsShownOnceAndNeverAgain() throws Exception {
        var home = folder.resolve("home").toString();
        try (var first = KeHubProcess.launch(folder, Map.of(), "serve", "--port", "0", "--home", home)) {
            first.awaitReady();
            assertThat(first.output()).contains("admin").containsPattern("Password \\(shown this once\\)\\s+\\S{20,}");
        }
        try (var second = KeHubProcess.launch(folder, Map.of(), "serve", "--port", "0", "--home", home)) {
            second.awaitReady();
            assertThat(second.output()).doesNotContain("Password");
        }
    }

    @Test
    void sigtermEndsTheProgramWithStatusZero() throws Exception {
        try (var server = KeHubProcess.serve(folder)) {
            assertThat(server.terminate()).isZero();
        }
    }

    @Test
    void aSecondProgramOnTheSameHomeIsTurnedAwayWithASentence() throws Exception {
        try (var server = KeHubProcess.serve(folder);
                var second = KeHubProcess.launch(
                        folder,
                        Map.of(),
                        "serve",
                        "--port",
                        "0",
                        "--home",
                        folder.resolve("home").toString())) {
            assertThat(second.exitStatus()).isEqualTo(1);
            assertThat(second.output()).contains("--home").doesNotContain("\tat ");
            assertThat(new HubSession(server.address()).contacts("")).isEmpty();
        }
    }

    @Test
    void aPortInUseIsReportedInOneSentence() throws Exception {
        try (var taken = new ServerSocket(0);
                var server = KeHubProcess.launch(
                        folder,
                        Map.of(),
                        "serve",
                        "--port",
                        String.valueOf(taken.getLocalPort()),
                        "--home",
                        folder.resolve("home").toString())) {
            assertThat(server.exitStatus()).isEqualTo(1);
            assertThat(server.output())
                    .contains("端口 " + taken.getLocalPort() + " 已被占用")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aWrongOptionIsNamedAndExitsWithTwo() throws Exception {
        try (var program = KeHubProcess.launch(folder, Map.of(), "serve", "--prot", "1")) {
            assertThat(program.exitStatus()).isEqualTo(2);
            assertThat(program.output()).contains("--prot").contains("--port");
        }
    }

    @Test
    void theDemoReadsEveryContactBackAndExitsWithZero() throws Exception {
        // the deliveries of a thousand contacts, each read back
        try (var demo = KeHubProcess.launch(folder, Map.of(), "demo")) {
            assertThat(demo.exitStatus()).as(demo.output()).isZero();
            assertThat(demo.output()).contains("1000/1000").contains("恰好一次");
        }
    }
}

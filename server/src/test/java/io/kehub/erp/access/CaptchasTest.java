package io.kehub.erp.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.database.TestDatabase;
import io.kehub.kernel.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.threeten.extra.MutableClock;

class CaptchasTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String DEVICE = "device-1";
    private static final long SEED = 7;

    private final MutableClock clock = MutableClock.of(Instant.parse("2025-01-01T02:00:00Z"), ZoneOffset.UTC);
    private final DataSource source = TestDatabase.fresh().dataSource();
    private final AccessTestKit kit = AccessTestKit.on(source, clock);
    private final CaptchasJdbc rows = new CaptchasJdbc(JdbcClient.create(source));
    private final Captchas captchas = new Captchas(rows, clock, new Random(SEED));

    /** What the next picture will show: the same chance, asked first. */
    private static String nextCode() {
        var random = new Random(SEED);
        var code = new StringBuilder();
        for (var letter = 0; letter < 4; letter++) {
            code.append(CaptchaPicture.LETTERS.charAt(random.nextInt(CaptchaPicture.LETTERS.length())));
        }
        return code.toString();
    }

    private String refusal(CaptchaProof proof, String password) {
        return Problems.of(() -> kit.signIn().signIn("li", password, proof)).code();
    }

    private static CaptchaProof none() {
        return new CaptchaProof(DEVICE, "");
    }

    private void guessThreeTimes() {
        kit.users().create(new NewUser("li", "李", Role.SALES, PASSWORD));
        for (var guess = 0; guess < 3; guess++) {
            assertThat(refusal(none(), "wrong")).isEqualTo("wrong_credentials");
        }
    }

    @Test
    void thePictureIsAPngWithInkThatDiffersFromTheNext() throws IOException {
        var first = captchas.issue(DEVICE);
        var second = captchas.issue(DEVICE);

        var image = ImageIO.read(new ByteArrayInputStream(first));
        var dark = 0;
        for (var x = 0; x < image.getWidth(); x++) {
            for (var y = 0; y < image.getHeight(); y++) {
                dark += (image.getRGB(x, y) & 0xFF) < 160 ? 1 : 0;
            }
        }
        assertThat(dark).isBetween(300, image.getWidth() * image.getHeight() / 2);
        assertThat(Arrays.equals(first, second)).isFalse();
    }

    @Test
    void everyLetterHasItsStrokes() {
        for (var letter : CaptchaPicture.LETTERS.toCharArray()) {
            var blank = CaptchaPicture.png("", new Random(1)).length;
            assertThat(CaptchaPicture.png("" + letter, new Random(1)).length)
                    .as("letter %s", letter)
                    .isNotEqualTo(blank);
        }
    }

    @Test
    void afterThreeWrongPasswordsTheRightOneNeedsACaptcha() {
        guessThreeTimes();

        assertThat(refusal(none(), PASSWORD)).isEqualTo("captcha_required");
        captchas.issue(DEVICE);
        var signedIn = kit.signIn()
                .signIn("li", PASSWORD, new CaptchaProof(DEVICE, nextCode().toLowerCase(Locale.ROOT)));
        assertThat(signedIn.caller().login()).isEqualTo("li");
    }

    @Test
    void aCodeIsGoodOnceForItsDeviceAndForFiveMinutes() {
        guessThreeTimes();
        captchas.issue(DEVICE);
        assertThat(refusal(new CaptchaProof("another", nextCode()), PASSWORD)).isEqualTo("wrong_captcha");
        assertThat(refusal(new CaptchaProof(DEVICE, "XXXX"), PASSWORD)).isEqualTo("wrong_captcha");
        // used up by the wrong guess
        assertThat(refusal(new CaptchaProof(DEVICE, nextCode()), PASSWORD)).isEqualTo("wrong_captcha");

        rows.put(
                Sessions.sha256(DEVICE),
                Sessions.sha256("captcha AAAA"),
                clock.instant().plus(Captchas.LIFETIME));
        clock.add(Captchas.LIFETIME);
        assertThat(refusal(new CaptchaProof(DEVICE, "AAAA"), PASSWORD)).isEqualTo("wrong_captcha");
    }

    @Test
    void aWrongCaptchaIsNoWrongPassword() {
        guessThreeTimes();

        for (var tries = 0; tries < 10; tries++) {
            assertThat(refusal(new CaptchaProof(DEVICE, "AAAA"), "wrong")).isEqualTo("wrong_captcha");
        }
        assertThat(refusal(none(), "wrong")).isEqualTo("captcha_required");
    }

    @Test
    void ofSixteenWhoUseOneCodeAtOnceOneDoes() throws InterruptedException, ExecutionException {
        captchas.issue(DEVICE);
        var proof = new CaptchaProof(DEVICE, nextCode());
        var right = 0;
        try (var threads = Executors.newFixedThreadPool(16)) {
            Callable<Boolean> use = () -> captchas.isRight(proof);
            for (var used : threads.invokeAll(Collections.nCopies(16, use))) {
                right += used.get() ? 1 : 0;
            }
        }
        assertThat(right).isOne();
    }

    @Test
    void theQuickDialectAsksForNone() {
        guessThreeTimes();

        assertThat(kit.signIn().signIn("li", PASSWORD).caller().login()).isEqualTo("li");
        assertThat(Problems.of(() -> kit.signIn().signIn("li", "wrong"))).isInstanceOf(Problem.Unauthenticated.class);
    }

    @Test
    void aCaptchaFromTheFutureIsNotAccepted() {
        guessThreeTimes();
        captchas.issue(DEVICE);
        clock.add(Duration.ofHours(-1));

        assertThat(captchas.isRight(new CaptchaProof(DEVICE, nextCode()))).isFalse();
    }

    @Test
    void codesFromTheFutureDoNotUseUpThePlaces() {
        JdbcClient.create(source)
                .sql("""
                        insert into captcha (device_hash, code_hash, expires_at)
                        select sha256(n::text::bytea), sha256('x'), :expires from generate_series(1, :most) n""")
                .param("most", Captchas.MAX)
                .param("expires", clock.instant().plus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                .update();

        assertThat(captchas.issue(DEVICE)).isNotEmpty();
    }
}

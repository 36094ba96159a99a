package io.kehub.erp.access;

import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Captchas 随机验证码. Each belongs to one device, is valid for five minutes and is used once, right or wrong. They are stored
 * in the database, so any process can check a captcha that another has issued.
 */
public final class Captchas {

    /** Lifetime of a code. */
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    /** Maximum number of devices with a captcha, so that requests with invented devices cannot fill the database. */
    static final long MAX = 10_000;

    private static final int LETTERS = 4;

    private final CaptchasJdbc captchas;
    private final Clock clock;
    private final RandomGenerator random;

    Captchas(CaptchasJdbc captchas, Clock clock, RandomGenerator random) {
        this.captchas = captchas;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Issues a new code for a device; replaces its previous one.
     *
     * @param device the serial number by which the device names itself 用户串号
     * @return a PNG
     * @throws ProblemException with {@link Problem.TooManyRequests} if too many devices have one
     */
    public byte[] issue(String device) {
        var now = clock.instant();
        captchas.removeExpired(now);
        if (captchas.count() >= MAX) {
            throw new ProblemException(new Problem.TooManyRequests("too_many_captchas", "验证码请求过多，请 5 分钟后再试", LIFETIME));
        }
        var code = new StringBuilder();
        for (var letter = 0; letter < LETTERS; letter++) {
            code.append(CaptchaPicture.LETTERS.charAt(random.nextInt(CaptchaPicture.LETTERS.length())));
        }
        captchas.put(Sessions.sha256(device), hash(code.toString()), now.plus(LIFETIME));
        return CaptchaPicture.png(code.toString(), random);
    }

    /** Whether the answer is the device's code, ignoring letter case. Deletes the code, right or wrong. */
    boolean isRight(CaptchaProof proof) {
        return captchas.take(Sessions.sha256(proof.device()), hash(proof.code()), clock.instant());
    }

    private static byte[] hash(String code) {
        return Sessions.sha256("captcha " + code.toUpperCase(Locale.ROOT));
    }
}

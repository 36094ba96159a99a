package io.kehub.client.ov1;

import java.util.regex.Pattern;

/** The word 成功 in a message, which also occurs where something failed: 保存不成功, 成功 0 个，失败 1 个. */
final class Success {
    private static final Pattern FAILURE = Pattern.compile("[不未没非]\\s*(有|能|曾)?\\s*[^，。；！]{0,4}成功|失败|错误|异常");

    private Success() {}

    /** Whether a message says that something was done, and nothing else. */
    static boolean isIn(String words) {
        return words.contains("成功") && !FAILURE.matcher(words).find();
    }
}

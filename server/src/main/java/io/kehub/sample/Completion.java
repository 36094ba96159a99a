package io.kehub.sample;

import io.kehub.sample.ErpOverHttp.AnswerObject;
import java.util.Map;
import java.util.Optional;

/**
 * The mark that the sample firm was added completely: a disabled entry of a dictionary, because entries are never renamed or
 * deleted, and nobody can choose a disabled one.
 */
final class Completion {

    private static final String DICTIONARY = "admin/dictionaries/follow_up_template";
    private static final String MARK = "（示例企业已建立）";

    private final ErpOverHttp erp;

    Completion(ErpOverHttp erp) {
        this.erp = erp;
    }

    boolean isRecorded() {
        return mark().isPresent();
    }

    void record() {
        erp.post(DICTIONARY, Map.of("text", MARK));
        erp.patch(DICTIONARY + "/" + mark().orElseThrow().text("id"), Map.of("enabled", false));
    }

    private Optional<AnswerObject> mark() {
        return erp.get(DICTIONARY).rows("list").stream()
                .filter(entry -> entry.text("text").equals(MARK))
                .findFirst();
    }
}

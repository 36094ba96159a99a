package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.wire.operation.type.DialectId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Ov1TradeContractTest extends TradeContract {

    @Override
    DialectId dialect() {
        return DialectId.OV1;
    }

    @Test
    void theListShowsTheApproverOfAContract() {
        var boss = speaker("boss");

        assertThat(boss.list(CONTRACTS, Map.of("keyword", "HT-B")).all("approver"))
                .containsExactly("boss的姓名");
        assertThat(boss.list(CONTRACTS, Map.of("keyword", "HT-A")).all("approver"))
                .containsExactly("");
    }
}

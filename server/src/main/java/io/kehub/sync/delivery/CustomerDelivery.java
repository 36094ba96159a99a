package io.kehub.sync.delivery;

import io.kehub.client.CustomerDraft;
import io.kehub.client.ErpCustomer;
import io.kehub.client.ErpException;
import io.kehub.kernel.Text;
import io.kehub.sync.delivery.CustomerSearch.Result;
import io.kehub.sync.mapping.QuickProfile;
import io.kehub.sync.outbox.Attempt;
import io.kehub.sync.outbox.Claim;
import io.kehub.sync.outbox.ConfirmationRejectedException;
import io.kehub.sync.outbox.Delivery;
import io.kehub.sync.outbox.DeliveryState;
import io.kehub.sync.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One customer on its way into the ERP: look, commit the intent, send, read back, compare. At every point the outbox
 * holds enough for a later worker to go on without creating the customer twice; ADR 0005 goes through the points.
 */
final class CustomerDelivery {

    /** The day in the ERP's zone may be the one before UTC's. */
    private static final int DAYS_OF_GRACE = 1;

    private final Outbox outbox;
    private final ErpEndpoint endpoint;
    private final DeliverySettings settings;
    private final BackOff backOff;
    private final Clock clock;
    private final Trail trail;
    private final CustomerDraft draft;
    private final String kCode;
    private Claim claim;

    CustomerDelivery(
            Claim claim,
            CustomerDraft draft,
            Outbox outbox,
            ErpEndpoint endpoint,
            DeliverySettings settings,
            BackOff backOff,
            Clock clock) {
        this.claim = claim;
        this.draft = draft;
        this.outbox = outbox;
        this.endpoint = endpoint;
        this.settings = settings;
        this.backOff = backOff;
        this.clock = clock;
        this.trail = new Trail(claim.delivery().attempts(), clock);
        this.kCode = claim.delivery().naturalKey();
    }

    /** Goes as far as it goes now. */
    void proceed() {
        var delivery = claim.delivery();
        if (delivery.state() == DeliveryState.SENDING) {
            // The worker that sent it died, or lost its lease to a clock that was set forward and may still be sending.
            unknown("发送过程中断，结果未知；等请求不再可能生效后核实", null, settledFromNow());
            return;
        }
        // Nothing of a pending delivery can be on its way; of any other it can, or somebody may have changed it since.
        var uncertain = delivery.state() != DeliveryState.PENDING;
        Result found;
        try {
            found = uncertain ? lookWidely(firstDayOf(delivery)) : lookByRemark();
        } catch (ErpException failure) {
            postpone(failure);
            return;
        }
        if (!(found instanceof Result.None)) {
            conclude(found);
        } else if (uncertain) {
            retryLater("已核实：上次发送未生效，将重新发送", Duration.ZERO);
        } else {
            send();
        }
    }

    /** Something failed that nobody foresaw: try again later and take nothing for granted. */
    void setAside(String reason) {
        if (claim.delivery().state() == DeliveryState.PENDING) {
            retryLater(reason, Duration.ZERO);
        } else {
            unknown(reason, null, clock.instant().plus(settings.settle()));
        }
    }

    /** The earliest of the times known, because the clock may have been ahead when one of them was written. */
    private LocalDate firstDayOf(Delivery delivery) {
        var first = Stream.of(Optional.of(delivery.createdAt()), Optional.ofNullable(delivery.sentAt()))
                .flatMap(Optional::stream)
                .reduce(clock.instant(), (one, other) -> one.isBefore(other) ? one : other);
        return LocalDate.ofInstant(first, ZoneOffset.UTC).minusDays(DAYS_OF_GRACE);
    }

    private Result lookByRemark() {
        trail.begin(Attempt.Step.LOOK, "keyword=" + QuickProfile.remarkStart(kCode));
        return looked(() -> CustomerSearch.byRemark(
                endpoint.client(), kCode, claim.delivery().remoteId()));
    }

    private Result lookWidely(@Nullable LocalDate notBefore) {
        trail.begin(
                Attempt.Step.LOOK,
                "keyword=" + QuickProfile.remarkStart(kCode) + " 或 keyword=" + Masked.personal(draft.name()));
        return looked(() -> CustomerSearch.byRemarkOrName(
                endpoint.client(), kCode, claim.delivery().remoteId(), draft, notBefore));
    }

    private Result looked(Supplier<Result> search) {
        try {
            var result = search.get();
            switch (result) {
                case Result.None none -> trail.end("未找到", "");
                case Result.One one -> trail.end("找到 1 个客户", Masked.customer(one.customer()));
                case Result.Several several -> trail.end("找到 " + several.ids().size() + " 个客户", "id=" + several.ids());
                case Result.Undecided undecided -> trail.end("候选客户过多", "");
            }
            return result;
        } catch (ErpException failure) {
            trail.end(kindOf(failure), masked(failure));
            throw failure;
        }
    }

    private void send() {
        trail.begin(Attempt.Step.SEND, Masked.fields(draft.fields()));
        claim = outbox.markSending(claim, settings.lease(), trail.unsaved());
        if (isTooLateToSend()) {
            trail.end("未发送：准备时间过长", "");
            retryLater("准备发送的时间过长，未发送，将重试", Duration.ZERO);
            return;
        }
        String id;
        try {
            id = endpoint.client().addCustomer(draft);
        } catch (ErpException failure) {
            trail.end(kindOf(failure), masked(failure));
            switch (failure) {
                case ErpException.Refused refusal -> refused(refusal);
                case ErpException.Unreachable unreachable -> postponeUnsent(unreachable);
                case ErpException.Unknown unknown -> unknown("发送结果未知：" + unknown.getMessage(), null, settledFromNow());
            }
            return;
        }
        trail.end("ERP 应答成功", "id=" + id);
        readBack(id);
    }

    /** A process that stood still between the commit and now must not send: others may soon take it for dead. */
    private boolean isTooLateToSend() {
        var sentAt = claim.delivery().sentAt();
        var now = clock.instant();
        // a clock that was set back does not tell how long the process stood still
        return sentAt == null
                || now.isBefore(sentAt)
                || now.isAfter(sentAt.plus(settings.lease().dividedBy(2)));
    }

    private void refused(ErpException.Refused refusal) {
        if (!Refusals.isAboutTheRecord(refusal)) {
            postponeUnsent(refusal);
        } else if (Refusals.isConflict(refusal)) {
            taken(refusal);
        } else {
            refuse(Refusals.reason(refusal), null);
        }
    }

    /** Somebody has the K-code: ourselves in an earlier life, under whatever remark, or a stranger. */
    private void taken(ErpException.Refused refusal) {
        Result found;
        try {
            found = lookWidely(null);
        } catch (ErpException failure) {
            postponeUnsent(failure);
            return;
        }
        if (found instanceof Result.None) {
            refuse(Refusals.reason(refusal) + "（按备注和名称查找，均未找到使用该 K编码 的客户）", null);
        } else {
            conclude(found);
        }
    }

    private void readBack(String id) {
        trail.begin(Attempt.Step.READ_BACK, "id=" + id);
        Optional<ErpCustomer> read;
        try {
            read = CustomerSearch.read(endpoint.client(), id);
        } catch (ErpException failure) {
            trail.end(kindOf(failure), masked(failure));
            unknown("ERP 应答成功，但回读失败：" + failure.getMessage(), id, settledFromNow());
            return;
        }
        trail.end(read.isPresent() ? "已读到" : "不存在", read.map(Masked::customer).orElse(""));
        if (read.isEmpty()) {
            unknown("ERP 应答成功，但回读不到客户 " + id, null, settledFromNow());
        } else if (isSomebodyElse(read.get())) {
            unknown("ERP 应答的编号 " + id + " 属于另一个客户（K编码 " + read.get().kCode() + "）", null, settledFromNow());
        } else {
            compare(read.get());
        }
    }

    private boolean isSomebodyElse(ErpCustomer customer) {
        var held = Text.trimmed(customer.kCode());
        return !held.isEmpty() && !held.equals(kCode);
    }

    /** Something was found; nothing is sent any more. */
    private void conclude(Result found) {
        switch (found) {
            case Result.None none -> throw new IllegalArgumentException("nothing was found");
            case Result.One one -> compare(one.customer());
            case Result.Several several ->
                refuse(
                        "ERP 中有 " + several.ids().size() + " 个客户使用 K编码 " + kCode + "（编号 "
                                + String.join("、", several.ids()) + "），请合并后重试",
                        null);
            case Result.Undecided undecided -> refuse("ERP 中备注或名称相近的客户过多，无法确认 K编码 " + kCode + " 是否已存在，请人工核对", null);
        }
    }

    private void compare(ErpCustomer customer) {
        var differences = Agreement.differences(draft, customer);
        if (!differences.isEmpty()) {
            refuse("ERP 中已有该 K编码 的客户（编号 " + customer.id() + "），但内容不一致：" + differences, customer.id());
            return;
        }
        try {
            outbox.confirm(claim, customer.id(), trail.unsaved());
        } catch (ConfirmationRejectedException rejected) {
            refuse(String.valueOf(rejected.getMessage()), customer.id());
        }
    }

    /** A look failed; it changed nothing, so the delivery stays as uncertain as it was. */
    private void postpone(ErpException failure) {
        if (claim.delivery().state() == DeliveryState.PENDING) {
            postponeUnsent(failure);
        } else {
            var wait = waitAfter(failure.retryAfter().orElse(Duration.ZERO));
            unknown("核实时出错：" + failure.getMessage(), null, clock.instant().plus(wait));
        }
    }

    /** Nothing took effect, for a reason that lies with the ERP or the way there. */
    private void postponeUnsent(ErpException failure) {
        retryLater(
                kindOf(failure) + "：" + failure.getMessage(),
                failure.retryAfter().orElse(Duration.ZERO));
    }

    private void retryLater(String reason, Duration atLeast) {
        outbox.retryLater(claim, reason, clock.instant().plus(waitAfter(atLeast)), trail.unsaved());
    }

    private void unknown(String reason, @Nullable String remoteId, Instant dueAt) {
        outbox.unknown(claim, reason, remoteId, dueAt, trail.unsaved());
    }

    private void refuse(String reason, @Nullable String remoteId) {
        outbox.refuse(claim, reason, remoteId, trail.unsaved());
    }

    private Instant settledFromNow() {
        return clock.instant().plus(settings.settle());
    }

    private Duration waitAfter(Duration atLeast) {
        var wait = backOff.after(claim.delivery().failures());
        var asked = atLeast.compareTo(BackOff.LONGEST) > 0 ? BackOff.LONGEST : atLeast;
        return wait.compareTo(asked) < 0 ? asked : wait;
    }

    private String masked(ErpException failure) {
        return Masked.text(String.valueOf(failure.getMessage()), draft.fields());
    }

    private static String kindOf(ErpException failure) {
        return switch (failure) {
            case ErpException.Refused refusal -> "ERP 拒绝（HTTP " + refusal.status() + "）";
            case ErpException.Unreachable unreachable -> "ERP 连接不上";
            case ErpException.Unknown unknown -> "结果未知";
        };
    }
}

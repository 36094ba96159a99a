package io.kehub.sync.delivery;

import io.kehub.client.Customer;
import io.kehub.client.ErpException;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpResult;
import io.kehub.kernel.Text;
import io.kehub.sync.delivery.CustomerSearch.Result;
import io.kehub.sync.mapping.MappedCustomer;
import io.kehub.sync.mapping.UnmappableException;
import io.kehub.sync.outbox.Attempt;
import io.kehub.sync.outbox.ConfirmationRejectedException;
import io.kehub.sync.outbox.Content;
import io.kehub.sync.outbox.Delivery;
import io.kehub.sync.outbox.DeliveryState;
import io.kehub.sync.outbox.Lease;
import io.kehub.sync.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Delivers one customer to the ERP: look, commit the intent, send, read back, look for a second one, compare. At every point the outbox holds
 * enough for another worker to continue without creating the customer twice; ADR 5 lists these points.
 */
final class CustomerDelivery {

    /** The date in the ERP's time zone may be one day before the UTC date. */
    private static final int DAYS_OF_GRACE = 1;

    private final Outbox outbox;
    private final ErpEndpoint endpoint;
    private final DeliverySettings settings;
    private final BackOff backOff;
    private final Clock clock;
    private final AttemptLog attemptLog;
    private final CurrentCustomer current;
    private final String kCode;
    private Lease lease;
    private MappedCustomer customer;

    /** @throws UnmappableException if there is nothing to send */
    CustomerDelivery(
            Lease lease,
            CurrentCustomer current,
            Outbox outbox,
            ErpEndpoint endpoint,
            DeliverySettings settings,
            BackOff backOff,
            Clock clock) {
        this.lease = lease;
        this.current = current;
        this.outbox = outbox;
        this.endpoint = endpoint;
        this.settings = settings;
        this.backOff = backOff;
        this.clock = clock;
        this.attemptLog = new AttemptLog(lease.delivery().schedule().attempts(), clock);
        this.kCode = lease.delivery().naturalKey();
        this.customer = current.of(lease.delivery());
    }

    /** Runs until the delivery is finished or must be retried later. */
    void proceed() {
        var delivery = lease.delivery();
        if (delivery.state() == DeliveryState.SENDING) {
            // The worker that sent it died, or lost its lease to a clock that was set forward and may still be sending.
            unknown("发送过程中断，结果未知；等请求不再可能生效后核实", null, settledFromNow());
            return;
        }
        // A PENDING delivery has no request in flight. In any other state one may be, or the record may have been
        // edited.
        var uncertain = delivery.state() != DeliveryState.PENDING;
        Result found;
        try {
            found = uncertain
                    ? lookWidely(firstDayOf(delivery))
                    : lookByKCode(delivery.result().remoteId());
        } catch (ErpException failure) {
            postpone(failure.failure());
            return;
        }
        if (!(found instanceof Result.None)) {
            resolve(found);
        } else if (uncertain) {
            retryLater("已核实：上次发送未生效，将重新发送", Duration.ZERO);
        } else {
            send();
        }
    }

    /** Unexpected error: schedule a retry and treat the outcome as unknown. */
    void retryUnexpected(String reason) {
        if (lease.delivery().state() == DeliveryState.PENDING) {
            retryLater(reason, Duration.ZERO);
        } else {
            unknown(reason, null, clock.instant().plus(settings.settle()));
        }
    }

    /** The earliest of the times known, because the clock may have been ahead when one of them was written. */
    private LocalDate firstDayOf(Delivery delivery) {
        var first = Stream.of(
                        Optional.of(delivery.createdAt()),
                        Optional.ofNullable(delivery.result().sentAt()))
                .flatMap(Optional::stream)
                .reduce(clock.instant(), (one, other) -> one.isBefore(other) ? one : other);
        return LocalDate.ofInstant(first, ZoneOffset.UTC).minusDays(DAYS_OF_GRACE);
    }

    private Result lookByKCode(@Nullable String likelyId) {
        attemptLog.begin(Attempt.Step.LOOK, "K编码=" + kCode);
        return looked(() -> CustomerSearch.byKCode(endpoint.client(), customer.search(), likelyId));
    }

    private Result lookWidely(@Nullable LocalDate addedSince) {
        var names = names();
        attemptLog.begin(
                Attempt.Step.LOOK,
                "K编码=" + kCode + " 或 name="
                        + names.stream().map(Redaction::personal).collect(Collectors.joining("、")));
        return looked(() -> CustomerSearch.byKCodeOrName(
                endpoint.client(), customer.search(), lease.delivery().result().remoteId(), names, addedSince));
    }

    /** The name that was sent, and the current name if the contact was corrected since. */
    private Set<String> names() {
        var names = new LinkedHashSet<String>();
        sent().map(Customer::name).ifPresent(names::add);
        names.add(customer.customer().name());
        names.removeIf(String::isBlank);
        return names;
    }

    /** What was mapped last before this attempt; empty if it is not known. */
    private Optional<Customer> sent() {
        try {
            return Optional.of(Customer.fromJson(lease.delivery().content().fields()));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private Result looked(Supplier<Result> search) {
        try {
            var result = search.get();
            switch (result) {
                case Result.None none -> attemptLog.end("未找到", "");
                case Result.One one -> attemptLog.end("找到 1 个客户", Redaction.customer(one.customer()));
                case Result.Several several ->
                    attemptLog.end("找到 " + several.ids().size() + " 个客户", "id=" + several.ids());
                case Result.Undecided undecided -> attemptLog.end("候选客户过多", "");
            }
            return result;
        } catch (ErpException failure) {
            ended(failure.failure());
            throw failure;
        }
    }

    private void send() {
        // the contact may have changed during the look, and its current values are sent
        try {
            customer = current.of(lease.delivery());
        } catch (UnmappableException unmappable) {
            refuse(unmappable.reason(), null);
            return;
        }
        attemptLog.begin(Attempt.Step.SEND, Redaction.customer(customer.customer()));
        lease = outbox.markSending(lease, settings.lease(), content(), attemptLog.unsaved());
        if (isTooLateToSend()) {
            attemptLog.end("未发送：准备时间过长", "");
            retryLater("准备发送的时间过长，未发送，将重试", Duration.ZERO);
            return;
        }
        switch (endpoint.client().add(customer.customer())) {
            case ErpResult.Done<String> done -> {
                attemptLog.end("ERP 应答成功", "id=" + done.value());
                readBack(done.value());
            }
            case ErpResult.Failed<String> failed -> failed(failed.failure());
        }
    }

    private void failed(ErpFailure failure) {
        ended(failure);
        switch (failure) {
            case ErpFailure.Rejected rejected -> rejected(rejected);
            case ErpFailure.Unreachable unreachable -> postponeUnsent(unreachable);
            case ErpFailure.Unknown unknown -> unknown("发送结果未知：" + unknown.message(), null, settledFromNow());
        }
    }

    /** A process that was paused after the commit must not send: its lease may soon be taken over. */
    private boolean isTooLateToSend() {
        var sentAt = lease.delivery().result().sentAt();
        var now = clock.instant();
        // after the clock was set back, the length of the pause is unknown
        return sentAt == null
                || now.isBefore(sentAt)
                || now.isAfter(sentAt.plus(settings.lease().dividedBy(2)));
    }

    private void rejected(ErpFailure.Rejected rejected) {
        if (!ErpErrorClassifier.isAboutTheRecord(rejected)) {
            postponeUnsent(rejected);
        } else if (ErpErrorClassifier.isConflict(rejected)) {
            conflict(rejected);
        } else {
            refuse(ErpErrorClassifier.reason(rejected), null);
        }
    }

    /** The K-code is in use, either by an earlier attempt of ours or by an unrelated customer. */
    private void conflict(ErpFailure.Rejected rejected) {
        Result found;
        try {
            found = lookWidely(null);
        } catch (ErpException failure) {
            postponeUnsent(failure.failure());
            return;
        }
        if (found instanceof Result.None) {
            refuse(ErpErrorClassifier.reason(rejected) + "（按 K编码 和名称查找，均未找到使用该 K编码 的客户）", null);
        } else {
            resolve(found);
        }
    }

    private void readBack(String id) {
        attemptLog.begin(Attempt.Step.READ_BACK, "id=" + id);
        switch (endpoint.client().read(id)) {
            case ErpResult.Failed<Optional<Customer>> failed -> {
                ended(failed.failure());
                unknown("ERP 应答成功，但回读失败：" + failed.failure().message(), id, settledFromNow());
            }
            case ErpResult.Done<Optional<Customer>> done -> wasRead(id, done.value());
        }
    }

    private void wasRead(String id, Optional<Customer> read) {
        attemptLog.end(
                read.isPresent() ? "已读到" : "不存在", read.map(Redaction::customer).orElse(""));
        if (read.isEmpty()) {
            unknown("ERP 应答成功，但回读不到客户 " + id, null, settledFromNow());
        } else if (isUnrelated(read.get())) {
            unknown("ERP 应答的编号 " + id + " 属于另一个客户（K编码 " + read.get().kCode() + "）", null, settledFromNow());
        } else {
            compareUnlessDuplicated(read.get());
        }
    }

    /** The ERP may have executed the request twice, and the id that it answered shows one of the two customers only. */
    private void compareUnlessDuplicated(Customer read) {
        Result found;
        try {
            found = lookByKCode(read.id());
        } catch (ErpException failure) {
            unknown("已读到客户，但核实是否重复时出错：" + failure.failure().message(), read.id(), settledFromNow());
            return;
        }
        if (found instanceof Result.None) {
            compare(read);
        } else {
            resolve(found);
        }
    }

    private boolean isUnrelated(Customer found) {
        var held = Text.trimmed(found.kCode());
        return !held.isEmpty() && !held.equals(kCode);
    }

    /** A customer was found, so nothing is sent. */
    private void resolve(Result found) {
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

    private void compare(Customer found) {
        var differences = FieldDiff.differences(customer.customer(), found);
        if (!differences.isEmpty()) {
            refuse("ERP 中已有该 K编码 的客户（编号 " + found.id() + "），但内容不一致" + hint(found) + "：" + differences, found.id());
            return;
        }
        try {
            outbox.confirm(lease, found.id(), content(), attemptLog.unsaved());
        } catch (ConfirmationRejectedException rejected) {
            refuse(String.valueOf(rejected.getMessage()), found.id());
        }
    }

    /** The record may be ours and was correct when sent: the contact was corrected later. */
    private String hint(Customer found) {
        return lease.delivery().result().sentAt() != null
                        && sent().filter(before ->
                                        FieldDiff.differences(before, found).isEmpty())
                                .isPresent()
                ? "（该客户是联系人更正前发送的，请在 ERP 中改正后重试）"
                : "";
    }

    private Content content() {
        return new Content(customer.version(), customer.fields());
    }

    /** A look failed. Looks change nothing, so the state of the delivery stays the same. */
    private void postpone(ErpFailure failure) {
        if (lease.delivery().state() == DeliveryState.PENDING) {
            postponeUnsent(failure);
        } else {
            var wait = waitAfter(failure.retryAfter());
            unknown("核实时出错：" + failure.message(), null, clock.instant().plus(wait));
        }
    }

    /** Nothing took effect, because of the ERP or the network. */
    private void postponeUnsent(ErpFailure failure) {
        retryLater(ErpErrorClassifier.kindOf(failure) + "：" + failure.message(), failure.retryAfter());
    }

    private void retryLater(String reason, Duration atLeast) {
        outbox.retryLater(lease, reason, clock.instant().plus(waitAfter(atLeast)), attemptLog.unsaved());
    }

    private void unknown(String reason, @Nullable String remoteId, Instant dueAt) {
        outbox.unknown(lease, reason, remoteId, dueAt, attemptLog.unsaved());
    }

    private void refuse(String reason, @Nullable String remoteId) {
        outbox.refuse(lease, reason, remoteId, attemptLog.unsaved());
    }

    private Instant settledFromNow() {
        return clock.instant().plus(settings.settle());
    }

    private Duration waitAfter(Duration atLeast) {
        var wait = backOff.after(lease.delivery().schedule().failures());
        var asked = atLeast.compareTo(BackOff.MAX_WAIT) > 0 ? BackOff.MAX_WAIT : atLeast;
        return wait.compareTo(asked) < 0 ? asked : wait;
    }

    private void ended(ErpFailure failure) {
        attemptLog.end(ErpErrorClassifier.kindOf(failure), Redaction.text(failure.message(), customer.customer()));
    }
}

package io.kehub.client.auto;

import io.kehub.client.Capabilities;
import io.kehub.client.Capability;
import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.CustomerPage;
import io.kehub.client.CustomerQuery;
import io.kehub.client.Dialect;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpException;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpFailure.Reason;
import io.kehub.client.ErpResult;
import io.kehub.client.FollowUp;
import io.kehub.client.KCodeSearch;
import io.kehub.client.Matches;
import io.kehub.client.Transport;
import io.kehub.client.wire.Rejections;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tries the dialects in turn, each with a sign-in and the first row of the customer list, and keeps the first that the ERP
 * answers. Only an answer in another dialect leads to the next one: a rejected sign-in, a broken connection or an error of the
 * server is reported and tried again by the next call, so that an ERP in trouble is not taken for another.
 */
final class AutoErpClient implements ErpClient {
    private final List<ErpClient> candidates;
    private final Transport transport;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable ErpClient found;

    AutoErpClient(List<ErpClient> candidates, Transport transport) {
        this.candidates = candidates;
        this.transport = transport;
    }

    @Override
    public Dialect dialect() {
        var known = found;
        return known == null ? Dialect.AUTO : known.dialect();
    }

    @Override
    public void retrySignIn() {
        candidates.forEach(ErpClient::retrySignIn);
    }

    @Override
    public Capabilities capabilities() {
        var known = found;
        return known == null ? common() : known.capabilities();
    }

    @Override
    public ErpResult<Matches> findByKCode(KCodeSearch search) {
        return with(erp -> erp.findByKCode(search));
    }

    @Override
    public ErpResult<Matches> findByName(String name, @Nullable LocalDate addedSince) {
        return with(erp -> erp.findByName(name, addedSince));
    }

    @Override
    public ErpResult<Matches> findByPhone(String phone) {
        return with(erp -> erp.findByPhone(phone));
    }

    @Override
    public ErpResult<String> reserveId() {
        return with(ErpClient::reserveId);
    }

    @Override
    public ErpResult<String> add(Customer customer) {
        return with(erp -> erp.add(customer));
    }

    @Override
    public ErpResult<String> update(String id, Customer changes) {
        return with(erp -> erp.update(id, changes));
    }

    @Override
    public ErpResult<String> addFollowUp(String id, FollowUp followUp) {
        return with(erp -> erp.addFollowUp(id, followUp));
    }

    @Override
    public ErpResult<Optional<Customer>> read(String id) {
        return with(erp -> erp.read(id));
    }

    @Override
    public ErpResult<CustomerPage> list(CustomerQuery query, int pageIndex, int pageSize) {
        return with(erp -> erp.list(query, pageIndex, pageSize));
    }

    @Override
    public void close() {
        transport.close();
    }

    /** The ERP's address, and nothing secret. */
    @Override
    public String toString() {
        return "ErpClient[" + transport + "]";
    }

    private <T> ErpResult<T> with(Function<ErpClient, ErpResult<T>> call) {
        var known = found;
        if (known != null) {
            return call.apply(known);
        }
        ErpClient erp;
        try {
            erp = Rejections.before("还不知道 ERP 使用哪种接口方言，请求没有发出。", () -> find().orElseThrow());
        } catch (ErpException failed) {
            return new ErpResult.Failed<>(failed.failure());
        }
        return call.apply(erp);
    }

    private ErpResult<ErpClient> find() {
        lock.lock();
        try {
            var known = found;
            if (known != null) {
                return new ErpResult.Done<>(known);
            }
            ErpResult<ErpClient> result = new ErpResult.Failed<>(new ErpFailure.Unreachable("没有可以尝试的接口方言", null));
            for (var candidate : candidates) {
                result = candidate.list(CustomerQuery.all(), 1, 1).map(page -> candidate);
                if (result instanceof ErpResult.Done) {
                    found = candidate;
                    return result;
                }
                if (!speaksAnother(result)) {
                    return result;
                }
            }
            return result;
        } finally {
            lock.unlock();
        }
    }

    private static boolean speaksAnother(ErpResult<ErpClient> result) {
        return result instanceof ErpResult.Failed<ErpClient> failed
                && failed.failure() instanceof ErpFailure.Rejected rejected
                && rejected.reason() == Reason.UNSUPPORTED;
    }

    private Capabilities common() {
        var calls = EnumSet.allOf(Capability.class);
        var writable = EnumSet.allOf(CustomerField.class);
        for (var candidate : candidates) {
            calls.retainAll(candidate.capabilities().calls());
            writable.retainAll(candidate.capabilities().writable());
        }
        return new Capabilities(calls, writable);
    }
}

package io.kehub.client.v3;

import io.kehub.client.Capabilities;
import io.kehub.client.Capability;
import io.kehub.client.Customer;
import io.kehub.client.CustomerPage;
import io.kehub.client.CustomerQuery;
import io.kehub.client.Dialect;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpConnection;
import io.kehub.client.ErpException;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpResult;
import io.kehub.client.FollowUp;
import io.kehub.client.KCodeSearch;
import io.kehub.client.Matches;
import io.kehub.client.wire.Json;
import io.kehub.client.wire.NativeSession;
import io.kehub.client.wire.NativeToken;
import io.kehub.client.wire.Rejections;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An ERP whose customers are written by v3 and read by ov1. */
final class V3ErpClient implements ErpClient {
    private static final String ADD = "/webapi/v3/sales/customer/add";
    private static final String EDIT = "/webapi/v3/sales/customer/edit";
    private static final Capabilities CAPABILITIES =
            new Capabilities(EnumSet.complementOf(EnumSet.of(Capability.RESERVE)), Fields.WRITABLE);

    private final ErpConnection connection;
    private final ErpClient reader;
    private final NativeSession session;

    /** @param session the session of the reader */
    V3ErpClient(ErpConnection connection, ErpClient reader, NativeSession session) {
        this.connection = connection;
        this.reader = reader;
        this.session = session;
    }

    @Override
    public Dialect dialect() {
        return Dialect.V3;
    }

    @Override
    public void retrySignIn() {
        reader.retrySignIn();
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public ErpResult<Matches> findByKCode(KCodeSearch search) {
        return reader.findByKCode(search);
    }

    @Override
    public ErpResult<Matches> findByName(String name, @Nullable LocalDate addedSince) {
        return reader.findByName(name, addedSince);
    }

    @Override
    public ErpResult<Matches> findByPhone(String phone) {
        return reader.findByPhone(phone);
    }

    @Override
    public ErpResult<String> reserveId() {
        return new ErpResult.Failed<>(Rejections.unsupported("V3 接口不能预留客户编号").failure());
    }

    @Override
    public ErpResult<String> add(Customer customer) {
        return ErpResult.of(() -> {
            Fields.checkWritable(customer);
            Fields.checkRequired(customer);
            call(ADD, Fields.toWire(customer)).check();
            return foundBy(customer.kCode());
        });
    }

    @Override
    public ErpResult<String> update(String id, Customer changes) {
        return ErpResult.of(() -> {
            Fields.checkWritable(changes);
            var present = present(id);
            var json = Fields.toWire(Fields.merged(present, changes));
            call(EDIT, json.put("ord", id)).check();
            return id;
        });
    }

    @Override
    public ErpResult<String> addFollowUp(String id, FollowUp followUp) {
        return reader.addFollowUp(id, followUp);
    }

    @Override
    public ErpResult<Optional<Customer>> read(String id) {
        return reader.read(id);
    }

    @Override
    public ErpResult<CustomerPage> list(CustomerQuery query, int pageIndex, int pageSize) {
        return reader.list(query, pageIndex, pageSize);
    }

    @Override
    public void close() {
        reader.close();
    }

    /** The ERP's address, and nothing secret. */
    @Override
    public String toString() {
        return reader.toString();
    }

    private Customer present(String id) {
        return Rejections.before("修改前读取客户出错，请求没有发出。", () -> reader.read(id).orElseThrow())
                .orElseThrow(() -> Rejections.noSuchCustomer(id));
    }

    /** The id of the customer that was just saved. Whatever goes wrong here, the save may have taken effect. */
    private String foundBy(String kCode) {
        Matches found;
        try {
            found = reader.findByKCode(KCodeSearch.of(kCode)).orElseThrow();
        } catch (ErpException failed) {
            throw unknown("但按客户编号查找时出错：" + failed.failure().message());
        }
        var ids = found.customers().stream().map(Customer::id).toList();
        if (!found.complete()) {
            throw unknown("但客户编号相近的客户过多，找不回新客户");
        }
        if (ids.size() != 1) {
            throw unknown(
                    ids.isEmpty()
                            ? "但按客户编号 " + kCode + " 找不到新客户"
                            : "但有 " + ids.size() + " 个客户使用客户编号 " + kCode + "（" + String.join("、", ids) + "）");
        }
        return ids.get(0);
    }

    private static ErpException unknown(String message) {
        return new ErpException(new ErpFailure.Unknown("ERP 应答成功，" + message));
    }

    private Answer call(String path, JsonNode request) {
        var token = session.current();
        var answer = post(path, request, token);
        return answer.saysTokenIsOver() ? post(path, request, session.insteadOf(token)) : answer;
    }

    private Answer post(String path, JsonNode request, NativeToken token) {
        var headers = Map.of(
                "Content-Type",
                "application/json; charset=utf-8",
                "Accept",
                "application/json",
                "ZBAPI-Token",
                token.secret());
        return new Answer(connection.transport().post(path, Json.bytes(request), headers), connection.clock());
    }
}

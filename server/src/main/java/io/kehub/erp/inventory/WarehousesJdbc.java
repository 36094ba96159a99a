package io.kehub.erp.inventory;

import io.kehub.database.sql.Violation;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.WarehouseId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of warehouses. */
final class WarehousesJdbc {

    private static final String ALL = """
            with recursive path as (
              select w.*, w.enabled as usable, w.name as full_path from warehouse w where w.parent is null
              union all
              select w.*, w.enabled and p.usable, p.full_path || '/' || w.name
              from warehouse w join path p on w.parent = p.id)
            select id, parent, name, code, remark, enabled, usable, full_path
            from path
            order by id
            """;

    private static final String INSIDE = """
            with recursive inside as (
              select id from warehouse where id = :warehouse
              union
              select w.id from warehouse w join inside i on w.parent = i.id
            )
            select id from inside order by id
            """;

    private final JdbcClient jdbc;

    WarehousesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Warehouse> all() {
        return jdbc.sql(ALL)
                .query((row, number) -> {
                    var parent = row.getObject("parent", Long.class);
                    return new Warehouse(
                            new WarehouseId(row.getLong("id")),
                            parent == null ? null : new WarehouseId(parent),
                            row.getString("name"),
                            row.getString("code"),
                            row.getString("remark"),
                            row.getBoolean("enabled"),
                            row.getBoolean("usable"),
                            row.getString("full_path"));
                })
                .list();
    }

    /** The ids of a warehouse and of all bins in it. */
    List<Long> inside(WarehouseId warehouse) {
        return jdbc.sql(INSIDE)
                .param("warehouse", warehouse.value())
                .query((row, number) -> row.getLong("id"))
                .list();
    }

    WarehouseId insert(@Nullable WarehouseId parent, String name, String code, String remark) {
        try {
            return new WarehouseId(jdbc.sql("""
                            insert into warehouse (parent, name, code, remark)
                            values (:parent, :name, :code, :remark)
                            returning id""")
                    .param("parent", parent == null ? null : parent.value())
                    .param("name", name)
                    .param("code", code)
                    .param("remark", remark)
                    .query(Long.class)
                    .single());
        } catch (DuplicateKeyException taken) {
            throw Violation.of(taken, "warehouse_name_is_unique_among_siblings", WarehousesJdbc::taken);
        }
    }

    /** Serializes changes of warehouses until the transaction ends. */
    void lock() {
        jdbc.sql("select from inventory_settings for no key update").query(row -> {});
    }

    /** Keeps these from being changed until the transaction ends; several transactions can hold this lock. */
    void lockShared(Collection<WarehouseId> ids) {
        jdbc.sql("select from warehouse where id = any(:ids) order by id for share")
                .param("ids", values(ids))
                .query(row -> {});
    }

    /** Waits for every {@linkplain #lockShared shared lock} of the warehouse and keeps others from taking one. */
    void lock(WarehouseId id) {
        jdbc.sql("select from warehouse where id = :id for no key update")
                .param("id", id.value())
                .query(row -> {});
    }

    /** Descriptions of some batches in these warehouses, in Chinese, and the number of all. */
    Contents stock(Collection<WarehouseId> ids, int max) {
        return contents("""
                select concat(
                    '“', p.name, '”',
                    case s.batch when '' then '' else '批号“' || s.batch || '”' end, ' ', trim_scale(s.quantity)) as text,
                  count(*) over () as total
                from stock s
                join product p on p.id = s.product
                where s.warehouse = any(:ids) and s.quantity <> 0
                order by s.product desc, s.warehouse, s.batch
                limit :max""", ids, max);
    }

    /** Numbers of some pending documents that refer to these warehouses or may return goods to them, and the number of all. */
    Contents pending(Collection<WarehouseId> ids, int max) {
        return contents("""
                select d.number as text, count(*) over () as total
                from stock_document d
                where d.kind in ('STOCK_IN', 'STOCK_OUT', 'ADJUSTMENT') and d.state = 'PENDING'
                  and exists (
                    select
                    from stock_line l
                    where l.document in (d.id, d.transfer) and l.warehouse = any(:ids))
                order by d.id
                limit :max""", ids, max);
    }

    /** Some descriptions of what keeps a warehouse in use, and the number of all. */
    record Contents(List<String> some, long total) {}

    private Contents contents(String sql, Collection<WarehouseId> ids, int max) {
        return jdbc.sql(sql).param("ids", values(ids)).param("max", max).query(rows -> {
            var some = new ArrayList<String>();
            var total = 0L;
            while (rows.next()) {
                some.add(rows.getString("text"));
                total = rows.getLong("total");
            }
            return new Contents(some, total);
        });
    }

    private static Long[] values(Collection<WarehouseId> ids) {
        return ids.stream().map(WarehouseId::value).toArray(Long[]::new);
    }

    void update(WarehouseId id, Warehouse changed) {
        try {
            jdbc.sql("""
                            update warehouse
                            set name = :name, code = :code, remark = :remark, enabled = :enabled
                            where id = :id""")
                    .param("id", id.value())
                    .param("name", changed.name())
                    .param("code", changed.code())
                    .param("remark", changed.remark())
                    .param("enabled", changed.enabled())
                    .update();
        } catch (DuplicateKeyException taken) {
            throw Violation.of(taken, "warehouse_name_is_unique_among_siblings", WarehousesJdbc::taken);
        }
    }

    boolean negativeStockAllowed() {
        return jdbc.sql("select negative_stock_allowed from inventory_settings")
                .query(Boolean.class)
                .single();
    }

    void allowNegativeStock(boolean allowed) {
        jdbc.sql("update inventory_settings set negative_stock_allowed = :allowed")
                .param("allowed", allowed)
                .update();
    }

    private static ProblemException taken() {
        return new ProblemException(Problem.Conflict.field("name", "同一上级下已有同名的仓库或库位", "与同级不同的名称，不区分大小写和全角半角"));
    }
}

package io.kehub.erp.product;

import io.kehub.database.sql.Violation;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductClassId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of the class tree. */
final class ProductClassesJdbc {

    private final JdbcClient jdbc;

    ProductClassesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ProductClass> all() {
        return jdbc.sql("select id, parent, name, enabled from product_class order by id")
                .query((row, number) -> {
                    var parent = row.getObject("parent", Long.class);
                    return new ProductClass(
                            new ProductClassId(row.getLong("id")),
                            parent == null ? null : new ProductClassId(parent),
                            row.getString("name"),
                            row.getBoolean("enabled"));
                })
                .list();
    }

    /** Serializes changes of the tree until the transaction ends: two concurrent moves could create a cycle. */
    void lock() {
        jdbc.sql("lock table product_class in share row exclusive mode").update();
    }

    ProductClassId insert(@Nullable ProductClassId parent, String name) {
        try {
            return new ProductClassId(
                    jdbc.sql("insert into product_class (parent, name) values (:parent, :name) returning id")
                            .param("parent", parent == null ? null : parent.value())
                            .param("name", name)
                            .query(Long.class)
                            .single());
        } catch (DuplicateKeyException taken) {
            throw Violation.of(taken, "product_class_name_is_unique_among_siblings", ProductClassesJdbc::taken);
        }
    }

    void update(ProductClass changed) {
        var parent = changed.parent();
        try {
            jdbc.sql("update product_class set parent = :parent, name = :name, enabled = :enabled where id = :id")
                    .param("parent", parent == null ? null : parent.value())
                    .param("name", changed.name())
                    .param("enabled", changed.enabled())
                    .param("id", changed.id().value())
                    .update();
        } catch (DuplicateKeyException taken) {
            throw Violation.of(taken, "product_class_name_is_unique_among_siblings", ProductClassesJdbc::taken);
        }
    }

    private static ProblemException taken() {
        return new ProblemException(Problem.Conflict.field("name", "同一上级下已有同名的分类", "与同级分类不同的名称，不区分大小写和全角半角"));
    }
}

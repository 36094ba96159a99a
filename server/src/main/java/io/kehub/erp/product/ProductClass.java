package io.kehub.erp.product;

import io.kehub.kernel.ProductClassId;
import org.jspecify.annotations.Nullable;

/**
 * A class 产品分类 of the tree.
 *
 * @param parent null at the top
 * @param enabled whether new products may be of it
 */
public record ProductClass(ProductClassId id, @Nullable ProductClassId parent, String name, boolean enabled) {}

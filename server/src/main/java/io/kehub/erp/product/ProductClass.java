package io.kehub.erp.product;

import io.kehub.kernel.ProductClassId;
import org.jspecify.annotations.Nullable;

/**
 * A node of the tree of product classes 产品分类.
 *
 * @param parent null for a top-level class
 * @param enabled whether new products can be in it
 */
public record ProductClass(ProductClassId id, @Nullable ProductClassId parent, String name, boolean enabled) {}

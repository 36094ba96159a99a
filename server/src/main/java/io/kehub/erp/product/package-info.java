/** Products 产品, their classes 产品分类 and units 单位. */
@ApplicationModule(
        id = "erp.product",
        allowedDependencies = {"kernel", "database::sql", "erp.dictionary"})
@NullMarked
package io.kehub.erp.product;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

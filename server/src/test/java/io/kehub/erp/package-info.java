/** What tests of several modules of the ERP share. */
@NullMarked
package io.kehub.erp;

import org.jspecify.annotations.NullMarked;

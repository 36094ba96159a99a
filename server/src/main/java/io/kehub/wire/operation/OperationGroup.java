package io.kehub.wire.operation;

import java.util.stream.Stream;

/** A bean that declares operations. The order of the beans is the order of the help pages. */
public interface OperationGroup {

    Stream<Operation<?>> operations();
}

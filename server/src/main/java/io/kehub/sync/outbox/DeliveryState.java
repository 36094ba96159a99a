package io.kehub.sync.outbox;

/** State of a delivery 投递. */
public enum DeliveryState {
    /** 待投递: no request is in flight; a worker takes it when it is due. */
    PENDING,
    /** 投递中: the intent to send is committed; from now on the other side may have it. */
    SENDING,
    /** 待核实: it may or may not have taken effect; a worker looks for it before sending again. */
    UNKNOWN,
    /** 已确认: it was read on the other side and agrees field by field. Final. */
    CONFIRMED,
    /** 被拒绝: it cannot be delivered unchanged, for the stored reason; a person decides. */
    REFUSED
}

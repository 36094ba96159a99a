package io.kehub.sync.outbox;

/** State of a delivery 投递. */
public enum DeliveryState {
    /** 待投递: nothing of it can be on its way; a worker takes it when it is due. */
    PENDING,
    /** 投递中: the intent to send is committed; from here on the other side may have it. */
    SENDING,
    /** 待核实: it may or may not have taken effect; it is looked for before anything is sent again. */
    UNKNOWN,
    /** 已确认: it was read on the other side and agrees field by field. Final. */
    CONFIRMED,
    /** 被拒绝: it cannot go as it is, and the reason says why; a person decides. */
    REFUSED
}

"""A contact of the hub."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional


@dataclass(frozen=True)
class Contact:
    """A WeChat contact, as the hub's REST API answers it."""

    id: str
    wx_id: str
    remark: str = ""
    nickname: str = ""
    type: str = "unknown"
    source: str = "manual"
    owner: str = ""
    confidence: Optional[int] = None
    """How certain the hub is that the contact is a customer, 0 to 100."""
    k_code: Optional[str] = None
    """The K-code; ``None`` until the contact is filed (建档)."""
    erp_id: Optional[str] = None
    """The customer in the ERP; ``None`` until a delivery is confirmed."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Contact:
        """Builds a contact from the API's JSON; fields of later versions are ignored."""
        return cls(**{name: data[name] for name in cls.__dataclass_fields__ if name in data})

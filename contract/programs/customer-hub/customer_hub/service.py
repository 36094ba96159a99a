"""The hub as a service: sign in once, then read, add and file contacts."""

from __future__ import annotations

import os
from typing import Any, Iterator, Mapping, Optional

import requests

from customer_hub.contact import Contact

DEFAULT_URL = "http://127.0.0.1:8080"


class CustomerHubError(Exception):
    """The hub rejected a request. The message is the hub's own, for people; ``code`` is stable, for programs."""

    def __init__(self, message: str, status: int, code: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code


class ContactRepository:
    """The contacts that the signed-in user may see."""

    def __init__(self, service: CustomerHubService) -> None:
        self._service = service

    def get_contact_by_id(self, contact_id: str) -> Optional[Contact]:
        """Returns the contact with an id, or ``None`` if there is none."""
        try:
            return Contact.from_json(self._service.call("GET", f"contacts/{contact_id}"))
        except CustomerHubError as error:
            if error.status == 404:
                return None
            raise

    def get_contact_by_wx_id(self, wx_id: str) -> Optional[Contact]:
        """Returns the contact with a WeChat id, or ``None`` if there is none."""
        return next(self.iter_contacts(wx_id=wx_id), None)

    def iter_contacts(self, **filters: str) -> Iterator[Contact]:
        """Yields all contacts, newest first. Filters: ``filed``, ``in_erp`` (``"true"``/``"false"``), ``wx_id``, ``k_code``, ``owner``."""
        before = ""
        while True:
            page = self._service.call("GET", "contacts", params={**filters, "limit": "500", "before": before})
            yield from map(Contact.from_json, page["list"])
            before = page["next"]
            if not before:
                return


class CustomerHubService:
    """A session with the hub.

    What is not given is taken from the environment: ``CUSTOMER_HUB_URL`` (default ``http://127.0.0.1:8080``),
    ``CUSTOMER_HUB_USER`` and ``CUSTOMER_HUB_PASSWORD``. Raises ``CustomerHubError`` if the sign-in is rejected.
    """

    def __init__(
        self,
        url: Optional[str] = None,
        user: Optional[str] = None,
        password: Optional[str] = None,
        timeout: float = 10.0,
    ) -> None:
        self._url = (url or os.environ.get("CUSTOMER_HUB_URL", DEFAULT_URL)).rstrip("/")
        self._timeout = timeout
        self._http = requests.Session()
        self._send(
            "POST",
            "/webapi/v3/ov1/login",
            json={
                "user": user or os.environ.get("CUSTOMER_HUB_USER", ""),
                "password": password or os.environ.get("CUSTOMER_HUB_PASSWORD", ""),
            },
        )
        self.repo = ContactRepository(self)

    def add_contact(self, wx_id: str, **fields: Any) -> Contact:
        """Adds a contact; ``fields`` as in the hub's API: ``remark``, ``nickname``, ``type``, ``confidence``, ``owner``."""
        return Contact.from_json(self.call("POST", "contacts", json={"wx_id": wx_id, **fields}))

    def file_contact(self, contact_id: str) -> Contact:
        """Files a contact (建档): gives it a K-code. Again answers the same."""
        return Contact.from_json(self.call("POST", f"contacts/{contact_id}/file"))

    def call(self, method: str, path: str, **request: Any) -> Mapping[str, Any]:
        """Calls ``/api/hub/{path}`` and returns ``data`` of the answer. Raises ``CustomerHubError`` if it is rejected."""
        return self._send(method, f"/api/hub/{path}", **request)

    def _send(self, method: str, path: str, **request: Any) -> Mapping[str, Any]:
        response = self._http.request(method, self._url + path, timeout=self._timeout, **request)
        answer = response.json()
        data = answer.get("data") or {}
        if not answer.get("success"):
            raise CustomerHubError(answer.get("message", ""), response.status_code, data.get("code", ""))
        return data

// Passkeys: asks the server for options, the device for an answer, and sends it back.
// A region [data-passkey] says which ceremony ("get" or "create") and the addresses; it stays hidden without this script.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const keys = (list) => (list ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

const toGet = (o) => ({ ...o, challenge: bytes(o.challenge), allowCredentials: keys(o.allowCredentials) });

const toCreate = (o) => ({
  ...o,
  challenge: bytes(o.challenge),
  user: { ...o.user, id: bytes(o.user.id) },
  excludeCredentials: keys(o.excludeCredentials),
});

const plain = (credential) => {
  const { response } = credential;
  const out = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    out.attestationObject = text(response.attestationObject);
    out.transports = response.getTransports?.() ?? [];
  } else {
    out.authenticatorData = text(response.authenticatorData);
    out.signature = text(response.signature);
    if (response.userHandle) out.userHandle = text(response.userHandle);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: out,
  };
};

const post = async (address, csrf, body) => {
  const response = await fetch(address, {
    method: "POST",
    headers: { "X-CSRF-TOKEN": csrf, "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
};

const ceremony = async (region) => {
  const { passkey, options, answer, next, csrf } = region.dataset;
  const asked = await (await post(options, csrf, {})).json();
  const credential =
    passkey === "get"
      ? await navigator.credentials.get({ publicKey: toGet(asked) })
      : await navigator.credentials.create({ publicKey: toCreate(asked) });
  const label = region.querySelector("input[name=label]")?.value ?? "";
  await post(label ? `${answer}?label=${encodeURIComponent(label)}` : answer, csrf, plain(credential));
  location.assign(next);
};

if (window.PublicKeyCredential)
  for (const region of document.querySelectorAll("[data-passkey]")) {
    const button = region.querySelector("button");
    const failed = region.querySelector(".error");
    region.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      failed.hidden = true;
      try {
        await ceremony(region);
      } catch (e) {
        console.info(e);
        failed.hidden = false;
        button.disabled = false;
      }
    });
  }

// A chat with an agent behind Ostiary, for any page of a domain that the key allows:
//
//   <script src="https://gateway.example.com/v1/widget.js" data-key="pk_ost_…" data-agent="support" async></script>
//
// It needs the public id of a key and never takes a secret. Everything it shows is put there as text. See docs/messages.md.
(() => {
  "use strict";

  const TAG = "ostiary-chat";
  const STYLE = `
:host { all: initial !important; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
.chat {
  --accent: #2349b8; --on-accent: #ffffff; --surface: #ffffff; --text: #16181d; --quiet: #5a6172; --bubble: #eef0f5;
  --line: #d4d8e2; --trouble: #9b1c1c; --trouble-surface: #fdeeee; color-scheme: light;
  position: fixed; right: 20px; bottom: 20px; z-index: 2147483000; color: var(--text);
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  .chat {
    --accent: #9db7ff; --on-accent: #0d1430; --surface: #181b22; --text: #eceef3; --quiet: #a6adbd; --bubble: #272b35;
    --line: #3a4050; --trouble: #ffb4ab; --trouble-surface: #3a1d1d; color-scheme: dark;
  }
}
button, textarea { font: inherit; color: inherit; margin: 0; }
button { cursor: pointer; }
button:focus-visible, textarea:focus-visible, .log:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.launcher {
  width: 56px; height: 56px; display: grid; place-items: center; margin-left: auto; border: 0; border-radius: 50%;
  background: var(--accent); color: var(--on-accent); box-shadow: 0 4px 16px rgb(0 0 0 / 0.28);
}
.launcher svg { width: 28px; height: 28px; }
.panel {
  width: 380px; height: min(600px, calc(100vh - 40px)); display: flex; flex-direction: column; overflow: hidden;
  border: 1px solid var(--line); border-radius: 16px; background: var(--surface);
  box-shadow: 0 12px 40px rgb(0 0 0 / 0.3);
}
.head { display: flex; align-items: center; gap: 8px; padding: 12px 12px 12px 16px; border-bottom: 1px solid var(--line); }
.title { flex: 1; margin: 0; font-size: 16px; font-weight: 600; overflow-wrap: anywhere; }
.icon { width: 36px; height: 36px; display: grid; place-items: center; flex: none; border: 0; border-radius: 10px; }
.close { background: transparent; color: var(--quiet); }
.close:hover { background: var(--bubble); color: var(--text); }
.log {
  flex: 1; overflow-y: auto; overscroll-behavior: contain; display: flex; flex-direction: column; gap: 10px; padding: 16px;
}
.message {
  max-width: 85%; padding: 9px 13px; border-radius: 14px; white-space: pre-wrap; overflow-wrap: anywhere;
}
.theirs { align-self: flex-start; border-bottom-left-radius: 4px; background: var(--bubble); }
.ours { align-self: flex-end; border-bottom-right-radius: 4px; background: var(--accent); color: var(--on-accent); }
.trouble { align-self: stretch; max-width: none; background: var(--trouble-surface); color: var(--trouble); }
.again {
  display: block; margin-top: 8px; padding: 4px 12px; border: 1px solid currentcolor; border-radius: 8px;
  background: transparent; font-weight: 600;
}
.who { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.waiting::after {
  content: ""; display: inline-block; width: 22px; height: 6px; vertical-align: middle;
  background: radial-gradient(circle 3px, var(--quiet) 98%, transparent) 0 0 / 8px 6px; animation: wait 1.2s infinite;
}
@keyframes wait { 50% { opacity: 0.3; } }
@media (prefers-reduced-motion: reduce) { .waiting::after { animation: none; } }
.form { display: flex; align-items: flex-end; gap: 8px; padding: 12px; border-top: 1px solid var(--line); }
.input {
  flex: 1; min-width: 0; min-height: 40px; max-height: 120px; padding: 8px 12px; resize: none; field-sizing: content;
  border: 1px solid var(--line); border-radius: 12px; background: var(--surface);
}
.input::placeholder { color: var(--quiet); opacity: 1; }
.send { width: 40px; height: 40px; border-radius: 12px; background: var(--accent); color: var(--on-accent); }
@media (max-width: 480px) {
  .chat.open { inset: 0; }
  .panel { width: 100%; height: 100%; border: 0; border-radius: 0; }
  .input { font-size: 16px; }
}
@media (forced-colors: active) { .launcher, .send, .message, .close { border: 1px solid; } }
`;

  const TROUBLE = {
    401: "This chat has no valid key any more. Please tell whoever runs this site.",
    402: "This chat has used up its credits. Please try again later.",
    404: "Nobody answers in this chat at present.",
    413: "That message is too long. Please shorten it.",
  };

  /** What a person is told of a refusal; its code is for the console. */
  function trouble(status, code, retryAfter) {
    if (status === 403) {
      return code === "origin.refused"
        ? "This chat is not allowed on this site."
        : "This chat may not be used from here.";
    }
    if (status === 429) {
      const seconds = /^[0-9]{1,6}$/.test(retryAfter ?? "") ? Number(retryAfter) : 0;
      return "Too many messages at once. Please wait " + (seconds > 1 ? seconds + " seconds" : "a moment") + ".";
    }
    return TROUBLE[status] ?? "There is no answer just now. Please try again.";
  }

  class Trouble extends Error {}

  /** Speaks to the agent. The conversation is remembered here and nowhere else. */
  class Agent {
    #url;
    #key;
    #conversation;

    constructor(url, key) {
      this.#url = url;
      this.#key = key;
    }

    /** Sends a message and calls `append` with each piece of the reply, and `replace` with one that stands for all. */
    async send(message, signal, append, replace) {
      const body = this.#conversation === undefined ? { message } : { message, conversation: this.#conversation };
      let response;
      try {
        response = await fetch(this.#url, {
          method: "POST",
          headers: {
            Authorization: "Bearer " + this.#key,
            "Content-Type": "application/json",
            Accept: "text/event-stream, application/json, text/plain",
          },
          body: JSON.stringify(body),
          mode: "cors",
          credentials: "omit",
          cache: "no-store",
          redirect: "error",
          signal,
        });
      } catch (failure) {
        throw signal.aborted ? failure : new Trouble("There is no connection. Please check yours and try again.");
      }
      if (!response.ok) {
        throw await this.#refusal(response);
      }
      const type = (response.headers.get("Content-Type") ?? "").split(";")[0].trim().toLowerCase();
      if (type === "text/event-stream") {
        await this.#events(response, append, replace);
      } else if (type === "application/json") {
        this.#take(await response.json().catch(() => null), append, replace);
      } else if (type.startsWith("text/")) {
        await texts(response, append);
      } else {
        throw new Trouble("The answer cannot be shown here.");
      }
    }

    async #refusal(response) {
      const problem = await response.json().catch(() => null);
      const code = typeof problem?.code === "string" ? problem.code : "";
      const id = response.headers.get("X-Ostiary-Request-Id") ?? "unknown";
      console.warn("ostiary: " + response.status + " " + code + ", request " + id);
      return new Trouble(trouble(response.status, code, response.headers.get("Retry-After")));
    }

    async #events(response, append, replace) {
      let lines = [];
      let rest = "";
      const dispatch = () => {
        const data = lines.join("\n");
        if (lines.length > 0 && data !== "[DONE]") {
          let value = data;
          try {
            value = JSON.parse(data);
          } catch {
            // It is text then.
          }
          this.#take(typeof value === "object" ? value : { delta: data }, append, replace, true);
        }
        lines = [];
      };
      await texts(response, (piece) => {
        const all = (rest + piece).split(/\r\n|\n|\r(?!$)/);
        rest = all.pop();
        for (const line of all) {
          if (line === "") {
            dispatch();
          } else if (line.startsWith("data:")) {
            lines.push(line.slice(line[5] === " " ? 6 : 5));
          }
        }
      });
    }

    #take(value, append, replace, isPiece = false) {
      if (typeof value?.conversation === "string") {
        this.#conversation = value.conversation;
      }
      if (typeof value?.reply === "string") {
        replace(value.reply);
      } else if (typeof value?.delta === "string") {
        append(value.delta);
      } else if (!isPiece) {
        throw new Trouble("The answer cannot be shown here.");
      }
    }
  }

  async function texts(response, take) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      take(piece.value);
    }
  }

  function element(name, properties, ...children) {
    const made = document.createElement(name);
    for (const [property, value] of Object.entries(properties)) {
      if (property in made) {
        made[property] = value;
      } else {
        made.setAttribute(property, value);
      }
    }
    made.append(...children);
    return made;
  }

  function icon(path) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    const attributes = {
      viewBox: "0 0 24 24", width: "22", height: "22", fill: "none", stroke: "currentColor", "stroke-width": "2",
      "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true",
    };
    Object.entries(attributes).forEach(([name, value]) => svg.setAttribute(name, value));
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  }

  const CHAT = "M4 5h16v11H9l-5 4z M8 9h8 M8 12h5";
  const CROSS = "M6 6l12 12 M18 6L6 18";
  const ARROW = "M12 19V5 M6 11l6-6 6 6";
  const SQUARE = "M8 8h8v8H8z M8 10h8 M8 12h8 M8 14h8";

  /** What a person sees. */
  class Chat {
    #agent;
    #title;
    #running = null;
    #isAtEnd = true;

    constructor(agent, title, greeting) {
      this.#agent = agent;
      this.#title = title;
      this.launcher = element(
        "button",
        { className: "launcher", type: "button", "aria-expanded": "false", "aria-controls": "panel",
          "aria-label": "Open chat: " + title },
        icon(CHAT),
      );
      this.log = element("div", { className: "log", role: "log", tabIndex: 0, "aria-label": "Messages" });
      this.input = element("textarea", {
        className: "input", rows: 1, placeholder: "Write a message", "aria-label": "Message", enterKeyHint: "send",
      });
      this.sender = element("button", { className: "icon send", type: "submit" });
      this.form = element("form", { className: "form" }, this.input, this.sender);
      const close = element("button", { className: "icon close", type: "button", "aria-label": "Close chat" }, icon(CROSS));
      this.panel = element(
        "section",
        { className: "panel", id: "panel", role: "dialog", "aria-labelledby": "title", hidden: true },
        element("div", { className: "head" }, element("h2", { className: "title", id: "title" }, title), close),
        this.log,
        this.form,
      );
      this.root = element("div", { className: "chat" }, this.panel, this.launcher);
      this.#showSender();
      this.#say("theirs", greeting);
      this.log.addEventListener("scroll", () => {
        this.#isAtEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 40;
      });
      new ResizeObserver(() => this.#follow()).observe(this.log);
      this.launcher.addEventListener("click", () => this.#show(true));
      close.addEventListener("click", () => this.#show(false));
      this.panel.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !event.isComposing) {
          this.#show(false);
        }
      });
      this.input.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          this.#submit();
        }
      });
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (this.#running === null) {
          this.#submit();
        } else {
          this.#running.abort();
        }
      });
    }

    #show(isOpen) {
      this.panel.hidden = !isOpen;
      this.launcher.hidden = isOpen;
      this.launcher.setAttribute("aria-expanded", String(isOpen));
      this.root.classList.toggle("open", isOpen);
      (isOpen ? this.input : this.launcher).focus();
    }

    #showSender() {
      const isRunning = this.#running !== null;
      this.sender.setAttribute("aria-label", isRunning ? "Stop the answer" : "Send");
      this.sender.replaceChildren(icon(isRunning ? SQUARE : ARROW));
      this.log.setAttribute("aria-busy", String(isRunning));
    }

    /** Who says it is told to those who do not see the sides. */
    #say(side, text) {
      const who = element("span", { className: "who" }, (side === "ours" ? "You" : this.#title) + ": ");
      const words = document.createTextNode(text);
      const message = element("div", { className: "message " + side }, who, words);
      this.log.append(message);
      this.#scroll();
      return { message, words };
    }

    #scroll() {
      this.#isAtEnd = true;
      this.#follow();
    }

    /** Shows the end, unless somebody reads further up. */
    #follow() {
      if (this.#isAtEnd) {
        this.log.scrollTop = this.log.scrollHeight;
      }
    }

    #submit() {
      const text = this.input.value.trim();
      if (text !== "" && this.#running === null) {
        this.input.value = "";
        this.#say("ours", text);
        this.#send(text);
      }
    }

    async #send(text) {
      const running = new AbortController();
      this.#running = running;
      const { message, words } = this.#say("theirs", "");
      message.classList.add("waiting");
      this.#showSender();
      const show = (change) => {
        change();
        message.classList.toggle("waiting", words.data === "");
        this.#follow();
      };
      try {
        await this.#agent.send(
          text,
          running.signal,
          (piece) => show(() => words.appendData(piece)),
          (whole) => show(() => { words.data = whole; }),
        );
        if (words.data === "") {
          throw new Trouble("The answer is empty.");
        }
      } catch (failure) {
        if (!running.signal.aborted) {
          const broken = words.data === "" ? "There is no answer just now. Please try again." : "The answer broke off.";
          this.#tell(failure instanceof Trouble ? failure.message : broken, text);
        }
      }
      this.#running = null;
      message.classList.remove("waiting");
      if (words.data === "") {
        message.remove();
      }
      this.#showSender();
    }

    /** Says what went wrong, with a way to try again. */
    #tell(what, text) {
      const again = element("button", { className: "again", type: "button" }, "Try again");
      const message = element("div", { className: "message trouble", role: "alert" }, what, again);
      again.addEventListener("click", () => {
        if (this.#running === null) {
          message.remove();
          this.input.focus();
          this.#send(text);
        }
      });
      this.log.append(message);
      this.#scroll();
    }
  }

  function start(script) {
    const { key = "", agent = "", environment, title = "Chat", greeting = "Hello! How can I help?" } = script.dataset;
    if (/(^|[^a-z])[smt]k_/.test(key) || key.includes(":")) {
      console.error("ostiary: data-key holds a secret, which everybody who visits this page can read. Nothing was sent."
        + " Put the key's public id (pk_ost_…) there, and rotate the key.");
      return;
    }
    if (!key.startsWith("pk_ost_") || agent === "") {
      console.error("ostiary: the chat needs data-key, the public id of a key (pk_ost_…), and data-agent.");
      return;
    }
    if (document.querySelector(TAG) !== null) {
      return;
    }
    const url = new URL("agents/" + encodeURIComponent(agent) + "/messages", script.src);
    if (environment) {
      url.searchParams.set("environment", environment);
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    const host = document.createElement(TAG);
    const shadow = host.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    shadow.append(new Chat(new Agent(url, key), title, greeting).root);
    document.body.append(host);
  }

  const script = document.currentScript;
  if (document.body === null) {
    document.addEventListener("DOMContentLoaded", () => start(script), { once: true });
  } else {
    start(script);
  }
})();

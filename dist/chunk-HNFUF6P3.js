var __defProp = Object.defineProperty;
var __name = (target, value) => __defProp(target, "name", { value, configurable: true });

// src/commands/exit.ts
var EXIT = { ok: 0, failed: 1, usage: 2, interrupted: 130, terminated: 143 };

// src/support/errors.ts
var InputError = class extends Error {
  static {
    __name(this, "InputError");
  }
  name = "InputError";
  input;
  constructor(input, value, allowed, advice) {
    super(
      `Input '${input}': ${JSON.stringify(value)} is not usable. Allowed: ${allowed}. ${advice}`
    );
    this.input = input;
  }
};
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
__name(messageOf, "messageOf");

export {
  __name,
  EXIT,
  InputError,
  messageOf
};

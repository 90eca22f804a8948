/** Builds dist/ from src/; the compilers in it have a script of their own. */
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.ts";

await bundle(fileURLToPath(new URL("../dist/", import.meta.url)));

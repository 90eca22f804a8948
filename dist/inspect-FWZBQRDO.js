import {
  inspect,
  readArtifact
} from "./chunk-JZAGBRW6.js";
import "./chunk-5TQBHG46.js";
import "./chunk-VT34QW24.js";
export {
  inspect,
  readArtifact
};

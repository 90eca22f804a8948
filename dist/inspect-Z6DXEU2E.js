import {
  inspect,
  readArtifact
} from "./chunk-M6PXWHZF.js";
import "./chunk-LDHLICJY.js";
import "./chunk-33YICJ4B.js";
export {
  inspect,
  readArtifact
};

// The page's script. The imported name is not used, as after a type was removed: the import must still define the element.
import { WiseLink } from 'wise-link';
